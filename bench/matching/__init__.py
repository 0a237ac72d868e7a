"""Who is one person: ours beside exact rules, recordlinkage and stock Splink, where the truth is known."""
