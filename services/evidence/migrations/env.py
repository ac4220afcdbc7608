from common.persistence import migrations
from evidence.live_video.tables import metadata

migrations.run(metadata)
