"""What every room stands on: exact numbers, periods, places, citations, traces, problems. Standard library only."""
