"""What goes to other tools and comes back, one module for each format: objects in, bytes out, and back."""
