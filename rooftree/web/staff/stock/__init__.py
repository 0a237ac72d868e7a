"""The pages of the stock reconciliation: the figures, one home side by side, and deciding. Its list stands in
`lists/stock.py` (R17, R18)."""
