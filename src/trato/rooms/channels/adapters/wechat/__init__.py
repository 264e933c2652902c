"""WeChat: people who write to an Official Account."""
