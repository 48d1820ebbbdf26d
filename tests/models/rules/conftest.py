from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=60)  # a busy machine is no fault of a rule
settings.load_profile("rules")
