"""The evaluations behind `wenbao eval`: one module each, with `run`."""
