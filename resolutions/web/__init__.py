"""The frame of every outlet: what holds for each request and each answer, whatever they are about."""
