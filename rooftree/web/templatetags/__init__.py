"""What templates may call: `{% load rooftree %}`."""
