"""Stock reconciliation: the lists of homes of all systems compared home by home, the differences, and what
people decided about them (R17, R18). Which system should know which home stands in the register
(`reference/register/stock.toml`). Worked out once a run, after publish; its pages are at /stock/."""
