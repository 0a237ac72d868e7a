"""Tests over the whole of Rooftree: the house keeps its shape, and what is written of it stays true."""
