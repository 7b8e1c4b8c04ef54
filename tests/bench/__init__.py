"""Speeds as ratios. Each module here has `measure(size) -> list[Row]`."""
