"""Problems rectified, counted over what a sentence names."""
