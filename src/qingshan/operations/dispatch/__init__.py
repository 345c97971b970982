"""The monthly dispatch (调度): what units are asked and hand in, what is accepted or returned, locked, amended."""
