"""The texts that Grupo Lluvialta works with: voices, canned replies, reasons, tags, templates and consents."""

from __future__ import annotations

from dataclasses import dataclass

from trato.app.demo.cast import PIRCA, ZUMBAL
from trato.rooms.brands.model import Voice

VOICES = {
    PIRCA: Voice(
        is_="Artesana, cercana, precisa. Habla de barro, cobre y fuego como quien cocina.",
        is_not="Ni tienda de lujo ni vendedora insistente.",
        do="Tutear, decir qué pasará y cuándo, pedir una foto cuando ayuda.",
        do_not="Prometer fechas que no dio el correo, culpar al transporte, usar diminutivos.",
    ),
    ZUMBAL: Voice(
        is_="Clara y técnica sin jerga. Reconoce la falla antes de explicar.",
        is_not="Ni robot ni guion leído.",
        do="Hablar de usted, dar el número de reporte, contar los pasos de uno en uno.",
        do_not="Pedir que reinicien el módem dos veces, ofrecer planes a quien reclama.",
    ),
}


@dataclass(frozen=True, slots=True)
class CannedText:
    """A canned reply in its languages. `brand` "" stands for the whole group."""

    brand: str
    shortcut: str
    title: str
    es: str
    pt: str
    en: str


CANNED = (
    CannedText("", "gracias", "Cierre con gracias",
        "Gracias por escribirnos. Si aparece algo más, responde aquí mismo y seguimos.",
        "Obrigado por escrever. Se surgir algo mais, responda por aqui e continuamos.",
        "Thank you for writing. If anything else comes up, reply here and we will go on."),
    CannedText("", "espera", "Pedir un momento",
        "Lo reviso ahora y vuelvo contigo en unos minutos.",
        "Vou verificar agora e volto em alguns minutos.",
        "Let me check this now; I will be back in a few minutes."),
    CannedText("", "datos", "Pedir datos del pedido",
        "Para encontrarlo, ¿me dices el número de pedido y el nombre con que lo hiciste?",
        "Para localizar, pode me dizer o número do pedido e o nome usado na compra?",
        "So that I can find it, could you tell me the order number and the name you used?"),
    CannedText(PIRCA, "foto", "Pedir foto del daño",
        ("Lamento que llegara así. ¿Me envías una foto de la pieza y otra de la caja? Con eso pedimos el "
            "cambio hoy mismo."),
        ("Sinto muito que tenha chegado assim. Pode enviar uma foto da peça e outra da caixa? Com isso "
            "pedimos a troca hoje."),
        ("I am sorry it arrived like that. Could you send a photo of the piece and one of the box? We will "
            "order a replacement today.")),
    CannedText(PIRCA, "curado", "Cómo curar el barro",
        ("Antes del primer uso: remójala una noche en agua, sécala, frótala con ajo y ponla a fuego muy bajo "
            "con leche hasta que hierva. Queda lista."),
        ("Antes do primeiro uso: deixe de molho uma noite, seque, esfregue alho e leve a fogo muito baixo com "
            "leite até ferver. Está pronta."),
        ("Before first use: soak it overnight, dry it, rub it with garlic and bring milk to a boil in it over "
            "very low heat. It is ready.")),
    CannedText(PIRCA, "cambio", "Cambio aprobado",
        ("El cambio quedó aprobado. La pieza nueva sale mañana y el mismo transporte recoge la anterior; no "
            "tienes que pagar nada."),
        "A troca foi aprovada. A peça nova sai amanhã e o mesmo transporte recolhe a anterior; você não paga nada.",
        ("The exchange is approved. The new piece leaves tomorrow and the same courier collects the old one; "
            "there is nothing to pay.")),
    CannedText(PIRCA, "envio", "Estado del envío",
        "Tu pedido salió del taller y está en reparto. El transporte avisa por mensaje una hora antes de llegar.",
        "Seu pedido saiu do ateliê e está em rota. A transportadora avisa por mensagem uma hora antes de chegar.",
        ("Your order has left the workshop and is out for delivery. The courier sends a message an hour "
            "before arriving.")),
    CannedText(ZUMBAL, "corte", "Falla en la zona",
        ("Hay una falla en su zona y la cuadrilla ya está en el lugar. Le escribo por aquí en cuanto vuelva "
            "el servicio."),
        "Há uma falha na sua região e a equipe já está no local. Aviso por aqui assim que o serviço voltar.",
        "There is an outage in your area and the crew is on site. I will write here as soon as service is back."),
    CannedText(ZUMBAL, "modem", "Revisar el módem",
        "¿Me dice de qué color están las luces del módem? Con eso sé si la falla es de la línea o del equipo.",
        "Pode me dizer a cor das luzes do modem? Assim sei se a falha é da linha ou do aparelho.",
        ("Could you tell me which colour the lights of the modem are? That tells me whether it is the line or "
            "the device.")),
    CannedText(ZUMBAL, "esim", "Instalar la eSIM",
        ("Abra el correo con el código QR en otra pantalla, vaya a Ajustes, Datos móviles, Agregar eSIM, y "
            "apunte la cámara. Active el roaming al llegar."),
        ("Abra o e-mail com o QR code em outra tela, vá em Ajustes, Dados móveis, Adicionar eSIM, e aponte a "
            "câmera. Ative o roaming ao chegar."),
        ("Open the e-mail with the QR code on another screen, go to Settings, Mobile data, Add eSIM, and "
            "point the camera. Turn roaming on when you land.")),
    CannedText(ZUMBAL, "factura", "Explicar la factura",
        ("El cargo es la parte proporcional del mes en que cambió de plan. La próxima factura vuelve al monto "
            "de siempre."),
        "A cobrança é a parte proporcional do mês em que mudou de plano. A próxima fatura volta ao valor de sempre.",
        ("The charge is the pro-rated part of the month in which you changed plans. The next bill goes back "
            "to the usual amount.")),
)  # fmt: skip

# code -> (es, en, pt); what is before the dot is its parent
DISPOSITIONS = {
    "entrega": ("Entrega", "Delivery", "Entrega"),
    "entrega.estado": ("Consulta de estado", "Where is my order", "Consulta de status"),
    "entrega.demora": ("Demora", "Delay", "Atraso"),
    "entrega.direccion": ("Cambio de dirección", "Change of address", "Mudança de endereço"),
    "producto": ("Producto", "Product", "Produto"),
    "producto.dano": ("Llegó dañado", "Arrived damaged", "Chegou danificado"),
    "producto.uso": ("Uso y cuidado", "Use and care", "Uso e cuidado"),
    "producto.disponibilidad": ("Disponibilidad", "Availability", "Disponibilidade"),
    "pago": ("Pago y factura", "Payment and billing", "Pagamento e fatura"),
    "pago.factura": ("Duda de factura", "Question about a bill", "Dúvida de fatura"),
    "pago.cobro": ("Cobro indebido", "Wrong charge", "Cobrança indevida"),
    "pago.devolucion": ("Devolución de dinero", "Refund", "Reembolso"),
    "servicio": ("Servicio", "Service", "Serviço"),
    "servicio.corte": ("Sin servicio", "No service", "Sem serviço"),
    "servicio.lento": ("Servicio lento", "Slow service", "Serviço lento"),
    "servicio.esim": ("eSIM y viaje", "eSIM and travel", "eSIM e viagem"),
    "servicio.plan": ("Cambio o fin de plan", "Change or end of plan", "Mudança ou fim de plano"),
    "otros": ("Otros", "Other", "Outros"),
    "otros.felicitacion": ("Felicitación", "Praise", "Elogio"),
    "otros.queja": ("Queja de atención", "Complaint about care", "Reclamação de atendimento"),
    "otros.equivocado": ("Número equivocado", "Wrong number", "Número errado"),
    "otros.terceros": ("Proveedores y prensa", "Suppliers and press", "Fornecedores e imprensa"),
}

TAGS = ("vip", "frágil", "reclamo formal", "fraude", "prensa", "mayorista", "viaje", "seguimiento", "producto nuevo")

# of the retail starter: leaf, the reason of ours that means the same, the tag that it becomes
STARTER = {
    "retail.delivery_status": ("entrega_estado", "Dónde está el pedido"),
    "retail.delivery_late": ("entrega_demora", "Pedido demorado"),
    "retail.delivery_change": ("entrega_direccion", "Cambiar la entrega"),
    "retail.product_damaged": ("producto_dano", "Llegó dañado"),
    "retail.product_advice": ("producto_uso", "Consulta sobre un producto"),
    "retail.product_stock": ("producto_disponibilidad", "Disponibilidad"),
    "retail.invoice": ("pago_factura", "Factura o boleta"),
    "retail.payment_double": ("pago_cobro", "Cobro de más o doble"),
    "retail.refund_pending": ("pago_devolucion", "Reembolso pendiente"),
    "care.service_praise": ("otros_felicitacion", "Agradecimiento"),
    "care.service_complaint": ("otros_queja", "Queja por la atención"),
}

# name, language, category, body
TEMPLATES = {
    PIRCA: (
        ("retomar_conversacion", "es", "utility", "Hola {{1}}, te escribimos de Pirca por tu consulta. ¿Seguimos?"),
        ("pedido_en_camino", "es", "utility", "Hola {{1}}, tu pedido {{2}} salió hoy y llega el {{3}}."),
        ("seguir_por_escrito", "es", "utility", "{{1}}: tu llamada sigue por escrito aquí, durante 30 minutos: {{2}}"),
        ("novedades_cocina", "es", "marketing", ("Hola {{1}}, llegaron piezas nuevas de Pucará. Responde BAJA "
            "para no recibir más.")),
    ),
    ZUMBAL: (
        ("retomar_conversacion", "es_MX", "utility", ("Hola {{1}}, le escribimos de Zumbal por su reporte "
            "{{2}}. ¿Podemos seguir?")),
        ("servicio_restablecido", "es_MX", "utility", "Hola {{1}}, el servicio de su zona ya volvió. ¿Todo en orden?"),
        ("retomar_conversa", "pt_BR", "utility", ("Olá {{1}}, escrevemos da Zumbal sobre o seu chamado {{2}}. "
            "Podemos continuar?")),
        ("resume_conversation", "en", "utility", "Hello {{1}}, this is Zumbal about your report {{2}}. May we go on?"),
    ),
}  # fmt: skip

# purpose, locale, text; {controller} is who answers for the data
CONSENTS = (
    ("service", "es", "{controller} usa tus datos para responder esta consulta. ¿Estás de acuerdo? Responde SÍ o NO."),
    (
        "service",
        "pt",
        "{controller} usa seus dados para responder a esta consulta. Você concorda? Responda SIM ou NÃO.",
    ),
    ("service", "en", "{controller} uses your data to answer this question. Do you agree? Reply YES or NO."),
    ("linking", "es", "¿Nos permites unir esta conversación con las que tuviste por otros canales? Responde SÍ o NO."),
    ("linking", "pt", "Você nos permite unir esta conversa às de outros canais? Responda SIM ou NÃO."),
    ("linking", "en", "May we join this conversation with those you had on other channels? Reply YES or NO."),
    ("marketing", "es", "¿Quieres recibir novedades de {controller}? Responde SÍ o NO. Puedes salir con BAJA."),
    ("survey", "es", "¿Podemos preguntarte cómo te fue al terminar? Responde SÍ o NO."),
)
