"""The look, once: templates, styles and the gallery that shows every component in use."""
