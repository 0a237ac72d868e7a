"""What `rooftree doctor` looks at, one check a function; each says what is so and, when wrong, the mend."""
