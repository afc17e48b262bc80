"""``manage.py restrict_role NAME``: a role of PostgreSQL that can run the archive, not alter its record."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from psycopg import sql

from sources.models import grants


class Command(BaseCommand):
    """Make or renew the role."""

    help = (
        "Makes a role of PostgreSQL with which the archive can run and which can neither change nor empty "
        "the record of acts, documents and wordings, nor switch off a trigger. Run it as the owner of the "
        "tables (DATABASE_URL), and again after each migrate; then let DATABASE_URL of what answers name the "
        "new role. migrate and restore go on as the owner."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which."""
        parser.add_argument("name", metavar="NAME", help="the role, made where it is not there, e.g. desk")

    def handle(self, *_: object, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Make it, give it its rights, and print the password of a new one."""
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: who may write its file may do everything.")
        name, password = options["name"], ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [name])
            found = cursor.fetchone()
        if found and any(found):
            raise CommandError(f"{name} owns the tables or may do everything; name another role.")
        try:
            if not found:
                password = secrets.token_urlsafe(24)
                create = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {}")
                with connection.cursor() as cursor:
                    cursor.execute(create.format(sql.Identifier(name), sql.Literal(password)))
            done = grants.restrict(connection, name)
        except DatabaseError as error:
            raise CommandError(
                f"PostgreSQL refused: {error}. Run this as the owner of the tables, who may make roles."
            ) from error
        self.stdout.write(
            f"{name} has the rights that the archive needs, and no other ({len(done)} statements)."
        )
        if password:
            self.stdout.write(f"Password: {password}   (shown this once)")
