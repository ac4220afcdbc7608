from common import migrations
from evidence.video_tables import metadata

migrations.run(metadata)
