"""The screens: the monitor, and the sheets that open over it."""
