"""The monthly dispatch (调度), pure: what a unit is asked, whether it answered all of it, what its answers decide."""
