"""What watches over the desk asks: is it well, which version is it, how much it does; and its log in files."""
