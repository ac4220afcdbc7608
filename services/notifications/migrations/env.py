from common.persistence import migrations
from notifications.tables import metadata

migrations.run_migrations(metadata)
