"""What the figures say of recommendations, each leading to its rows. One page, one report of `reports`."""
