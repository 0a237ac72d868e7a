"""Where the parts are joined. If you are lost, start at urls.py."""
