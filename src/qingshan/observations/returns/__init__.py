"""What departments report: the Excel template they fill, the check of what comes back, the figures that stand."""
