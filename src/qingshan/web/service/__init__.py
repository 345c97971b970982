"""What watches over the desk asks: is it well, which version is it."""
