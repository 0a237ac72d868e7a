"""The next night's extracts: `night.evolve` copies a folder of extracts and lets a day pass in it.

People move in and out, voids are let, phones change, birth dates are put right, repairs come in and are done,
rent is paid. It works on the files alone, so that it can follow its own output night after night; the truth
goes with it.
"""
