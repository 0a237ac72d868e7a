"""How well messy addresses are matched to homes, of which it is known what each means; peers beside ours."""
