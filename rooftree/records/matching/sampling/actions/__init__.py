"""Drawing the week's sample, and answering one check."""
