"""Pages for housing officers, planners, data stewards and administrators (at `/`)."""
