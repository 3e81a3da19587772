"""What holds across articles: entities joined into one, their cards, timelines and likenesses."""
