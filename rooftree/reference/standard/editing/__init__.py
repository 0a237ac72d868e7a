"""Changing the recording standard: a data steward gathers changes in a draft of their own, sees what each
would do, and hands them in; another person publishes them (R7, R8).

A document (a contract, a code list) is taken as its parts, rule by rule and code by code, so that two people
who change different rules of one contract do not stand in each other's way. The pages are in
`web.staff.standard`.
"""
