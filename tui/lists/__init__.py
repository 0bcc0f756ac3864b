"""What the user marked and listed, as values and as a text to edit."""
