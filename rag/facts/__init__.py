"""The fact in a sentence, by kind and by the learned reader."""
