"""One file for each form a plan is shown or stored in; found by the name it declares."""
