"""A sample of the links that runs made by themselves, drawn each week and answered by people."""
