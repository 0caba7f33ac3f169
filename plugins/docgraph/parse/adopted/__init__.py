"""Reads documents of another form as records, by the plan that the settings make for them."""
