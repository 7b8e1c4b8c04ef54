"""How every form is drawn: label, help, error, field, in the look of the product."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields through templates/forms/field.html, form-wide errors in the summary."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
