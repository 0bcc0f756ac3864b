"""The pictures of tapewatch, and the script that makes them."""
