"""Where the user's own data lies."""


def user_data_folder() -> str:
    """Return the platform's data folder of the user for cptref, whether or not it exists."""
    from platformdirs import user_data_dir

    return user_data_dir("cptref", appauthor=False)
