"""Speed, as ratios against floors of the same run: `make bench`. The method stands in docs/speed.md."""
