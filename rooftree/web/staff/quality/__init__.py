"""The recording standard at work: what falls short, one exception, the rules, how it has gone."""
