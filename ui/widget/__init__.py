"""The chat on other web sites: who may embed it, the loader they include, the frame in which people ask."""
