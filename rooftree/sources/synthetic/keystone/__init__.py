"""How Keystone tells it: the asset tree, components, surveys, certificates and hazards."""
