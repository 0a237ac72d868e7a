"""The pages under load, on a home that is filled already, each beside a bare view that reads one row by key.

`rooftree bench web --home DIR` runs it. It starts the web server as `rooftree serve` does, signs in as
somebody made for it, and asks as eight officers would at once. Seconds belong to one machine on one day; the
ratios are the claim.
"""
