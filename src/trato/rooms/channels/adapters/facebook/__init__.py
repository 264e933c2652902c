"""The posts of a Facebook Page: comments, visitors' posts, mentions and recommendations, all read by everybody."""
