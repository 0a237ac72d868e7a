"""How good matching is: figures with their rows behind them."""
