from common.persistence import migrations
from mediation.tables import metadata

migrations.run_migrations(metadata)
