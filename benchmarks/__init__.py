"""How fast tapewatch is, as ratios in one run against a floor or a rival: `make bench`."""
