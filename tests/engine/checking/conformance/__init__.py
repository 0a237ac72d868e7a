"""Of every kind of check a pass, a fail and a null, with the exact keys: what each engine must agree on."""
