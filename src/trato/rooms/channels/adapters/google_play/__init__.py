"""Google Play: the reviews of an application, read with the Google Play Developer API and answered in public."""
