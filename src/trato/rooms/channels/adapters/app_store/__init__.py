"""The App Store: the reviews of an application, read with the App Store Connect API and answered in public."""
